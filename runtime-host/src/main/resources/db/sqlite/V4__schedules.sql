-- Schedules: what a function's manifest cannot say. Kept to SQL that PostgreSQL reads too.
-- Moments are nanoseconds since 1970 UTC.

create table schedules (
  function      text    not null,
  name          text    not null,
  moments       text    not null, -- the expression and zone that next_at was computed from
  next_at       bigint,           -- null while it rests
  paused        boolean not null,
  last_at       bigint,
  last_fired_at bigint,
  last_task     text,
  left_out_at   bigint,
  left_out_why  text,
  primary key (function, name)
);
