-- What is deployed, and who may call it. Kept to SQL that PostgreSQL reads too.

create table functions (
  name    text    not null primary key,
  enabled boolean not null
);

create table versions (
  function       text    not null references functions (name) on delete cascade,
  number         integer not null check (number >= 1),
  revision       text    not null unique,
  artifact       text    not null,
  artifact_bytes bigint  not null,
  fingerprint    text    not null,
  spec           text    not null, -- FunctionSpec as JSON
  entry_target   text    not null,
  entry_style    text    not null,
  created_at     bigint  not null, -- nanoseconds since 1970 UTC
  primary key (function, number)
);

-- Which versions took the calls: a stack, the highest position is the active one.
create table activations (
  function text    not null,
  position integer not null,
  version  integer not null,
  primary key (function, position),
  foreign key (function, version) references versions (function, number) on delete cascade
);

create table aliases (
  function text    not null,
  name     text    not null,
  version  integer not null,
  weight   integer not null check (weight >= 1),
  primary key (function, name, version),
  foreign key (function, version) references versions (function, number) on delete cascade
);

create table access_keys (
  id          text   not null primary key,
  secret_hash text   not null,
  label       text   not null,
  created_at  bigint not null -- nanoseconds since 1970 UTC
);

create table access_key_scopes (
  key_id text not null references access_keys (id) on delete cascade,
  scope  text not null,
  primary key (key_id, scope)
);
