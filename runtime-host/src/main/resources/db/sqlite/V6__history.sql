-- What has run, why it failed and what it logged. The position grows with time: whoever deletes the
-- oldest deletes from the front, and whoever shows the newest reads from the back.

create table history_invocations (
  position        integer not null primary key,
  id              text    not null, -- of the invocation; every attempt has a row
  function        text    not null,
  version         integer not null,
  caused_by       text    not null, -- faas.trigger
  method          text    not null,
  path            text    not null,
  outcome         text    not null, -- success or the slug of a reason
  status          integer not null,
  attempt         integer not null,
  async           boolean not null, -- nobody waited for the answer
  received_at     bigint  not null, -- nanoseconds since 1970 UTC
  queue_nanos     bigint  not null,
  load_nanos      bigint,           -- of the cold start, if the call had one
  init_nanos      bigint,
  run_nanos       bigint  not null,
  total_nanos     bigint  not null,
  cpu_nanos       bigint  not null,
  allocated_bytes bigint  not null,
  peak_bytes      bigint  not null,
  trace_id        text    not null,
  span_id         text    not null,
  exported        boolean not null,
  sampled_one_in  integer not null,
  unstored_before bigint  not null,
  bytes           bigint  not null
);

create index history_invocations_by_id on history_invocations (id);
create index history_invocations_by_function on history_invocations (function, position);
create index history_invocations_failed on history_invocations (position) where outcome <> 'success';
create index history_invocations_cold on history_invocations (position) where load_nanos is not null;

create table history_failures (
  invocation    integer not null primary key, -- its position
  detail        text    not null,
  error_type    text    not null,
  error_message text    not null,
  stack_trace   text    not null
);

create table history_lines (
  position   integer not null primary key,
  function   text    not null,
  version    integer not null,
  invocation text    not null, -- its id; empty for a note of the host
  attempt    integer not null,
  logged_at  bigint  not null, -- nanoseconds since 1970 UTC
  level      integer not null, -- 0 trace to 4 error
  source     text    not null,
  text       text    not null,
  bytes      bigint  not null
);

create index history_lines_by_invocation on history_lines (invocation, position);
create index history_lines_by_function on history_lines (function, position);

-- What there is in all, so that nobody has to count.
create table history_totals (
  kind      text   not null primary key,
  row_count bigint not null,
  bytes     bigint not null
);

insert into history_totals (kind, row_count, bytes)
values ('history_invocations', 0, 0), ('history_lines', 0, 0);
