-- Work that nobody waits for. Kept to SQL that PostgreSQL reads too (there, bytea and partial
-- indexes mean what they mean here). All moments are nanoseconds since 1970 UTC.

create table tasks (
  id           text    not null primary key,
  function     text    not null,
  qualifier    text    not null,
  origin       text    not null,
  reference    text    not null,
  hops         integer not null,
  trace        text    not null, -- names and values in turn, as a JSON array
  event        text    not null, -- in events; empty if the input is in task_inputs, or purged
  accepted_at  bigint  not null,
  due_at       bigint  not null,
  expires_at   bigint  not null,
  repeatable   boolean not null,
  order_key    text    not null,
  turn         bigint  not null, -- among those of one function and order_key
  state        text    not null check (state in ('queued', 'behind', 'running', 'succeeded',
    'failed', 'dead-lettered', 'expired', 'cancelled')), -- behind: queued, and not first in its order
  attempts     integer not null,
  epoch        integer not null,
  owner        bigint  not null, -- which opening of the store has leased it
  leased_until bigint  not null,
  changed_at   bigint  not null,
  ended_at     bigint            -- null while unfinished
);

create index tasks_waiting on tasks (function, state, due_at) where ended_at is null;
create index tasks_expiring on tasks (expires_at) where ended_at is null;
create index tasks_in_order on tasks (function, order_key, turn)
  where order_key <> '' and ended_at is null;
create index tasks_leased on tasks (owner, leased_until) where state = 'running';
create index tasks_of_origin on tasks (origin, reference)
  where reference <> '' and ended_at is null;
create index tasks_of_event on tasks (event) where event <> '';
create index tasks_by_function on tasks (function, state, id);
create index tasks_by_state on tasks (state, id);
create index tasks_to_forget on tasks (ended_at)
  where ended_at is not null and state <> 'dead-lettered' and state <> 'expired';

-- Apart from tasks, so that a change of state does not write the payload anew.
create table task_inputs (
  task    text  not null primary key references tasks (id) on delete cascade,
  method  text  not null,
  path    text  not null,
  query   text  not null,
  headers text  not null, -- as tasks.trace
  body    bytea not null
);

-- One row for all tasks of an event; forgotten with the last of them.
create table events (
  id           text  not null primary key,
  event_id     text  not null,
  source       text  not null,
  type         text  not null,
  subject      text,
  happened_at  text,
  content_type text,
  data_schema  text,
  extensions   text  not null, -- as tasks.trace
  data         bytea not null
);

create table task_failures (
  task          text    not null references tasks (id) on delete cascade,
  number        integer not null,
  attempt       integer not null,
  reason        text    not null,
  detail        text    not null,
  error_type    text    not null,
  error_message text    not null,
  error_stack   text    not null,
  may_have_run  boolean not null,
  failed_at     bigint  not null,
  primary key (task, number)
);

create table task_results (
  task    text    not null primary key references tasks (id) on delete cascade,
  status  integer not null,
  headers text    not null, -- as tasks.trace
  body    bytea   not null
);

create table once_keys (
  scope      text   not null,
  once_key   text   not null,
  payload    text   not null,
  kept_until bigint not null,
  event      text   not null, -- the id of the event that came with it, whether it is kept or not
  primary key (scope, once_key)
);

create index once_keys_to_forget on once_keys (kept_until);

-- What a key was used for; outlives the tasks, not the key.
create table once_tasks (
  task     text    not null primary key,
  scope    text    not null,
  once_key text    not null,
  position integer not null,
  foreign key (scope, once_key) references once_keys (scope, once_key) on delete cascade
);

create index once_tasks_of_key on once_tasks (scope, once_key, position);

-- Written to after the disk has failed, to see whether it works again.
create table store_probes (
  number  integer not null primary key,
  padding bytea   not null
);
