-- What goes with functions, versions and aliases without being part of what is run.
-- Kept to SQL that PostgreSQL reads too.

-- What holds for a function whatever its version; most have none.
create table function_settings (
  function text not null primary key references functions (name) on delete cascade,
  settings text not null -- FunctionSettings as JSON
);

create table version_labels (
  function text    not null,
  number   integer not null,
  name     text    not null,
  value    text    not null,
  primary key (function, number, name),
  foreign key (function, number) references versions (function, number) on delete cascade
);

-- What an alias says besides the weights in table aliases; most say nothing.
create table alias_traits (
  function    text    not null references functions (name) on delete cascade,
  name        text    not null,
  sticky      text    not null, -- header:<name>, cookie:<name> or empty
  description text    not null,
  main        integer not null, -- a version, or 0
  primary key (function, name)
);
