-- Every table and index begins with taskport_, because the file may hold other people's tables too.
-- Times are microseconds since 1970. Names that may be absent are '' where they are part of a key, else null.

create table taskport_schema (
  version integer not null
) strict;

insert into taskport_schema (version) values (1);

-- Who the store is, and three counters: changes counts writes that a move of the store must not miss, wakes counts writes
-- that made a task claimable, configuration counts changes of lanes, pauses and orders, which every process caches.
create table taskport_store (
  only_row integer primary key check (only_row = 1),
  lineage integer not null,
  generation integer not null,
  ageing integer not null,
  changes integer not null default 0,
  wakes integer not null default 0,
  configuration integer not null default 0
) strict;

-- The processes that have the store open. One that is listed and not alive did not close it.
create table taskport_process (
  owner integer primary key,
  pid integer not null,
  started_at integer not null,
  opened_at integer not null
) strict;

-- The orders that the store keeps; one that is BUILDING is written already but not complete.
create table taskport_order (
  strategy text primary key,
  state text not null check (state in ('BUILDING', 'KEPT'))
) strict, without rowid;

create table taskport_pause (
  gate text not null check (gate in ('INTAKE', 'CLAIMS')),
  workspace text not null,
  type text not null,
  primary key (gate, workspace, type)
) strict, without rowid;

create table taskport_lane (
  id integer primary key,
  workspace text not null,
  type text not null,
  requirements text not null,
  virtual_time real not null default 0,
  unique (workspace, type, requirements)
) strict;

-- What is read and written most comes first, what is long comes last: a row is decoded from its beginning. The conditions
-- of checks and indexes are evaluated at every write, so each begins with what settles it for the common cases, and none has
-- a list of more than two values: such a list is built anew each time.
create table taskport_task (
  id integer primary key,
  lane integer not null references taskport_lane (id),
  status text not null
    check (status = 'QUEUED' or status = 'LEASED' or status = 'COMPLETED' or status = 'BLOCKED'
      or status = 'HELD' or status = 'DEAD' or status = 'CANCELLED'),
  ready integer not null check (ready = 0 or (ready = 1 and status = 'QUEUED')),
  priority integer not null check (priority between 0 and 1000),
  run_after integer not null,
  aged integer,
  ticket real,
  attempt integer not null,
  max_attempts integer not null,
  lease_epoch integer not null,
  lease_generation integer not null,
  leased_by text,
  leased_until integer check ((status = 'LEASED') = (leased_until is not null and leased_by is not null)),
  generation integer not null,
  version integer not null,
  lineage integer not null,
  created_at integer not null,
  updated_at integer not null,
  started_at integer,
  finished_at integer,
  imported_at integer,
  revision integer not null,
  dependencies integer not null,
  open_dependencies integer not null,
  failures integer not null,
  settled_epoch integer,
  settled_generation integer,
  settled_outcome text,
  progress_percent integer,
  progress_note text,
  on_dependency_failure text not null check (on_dependency_failure in ('BLOCK', 'CANCEL')),
  workspace text not null,
  idempotency_key text,
  external_id text,
  concurrency_key text,
  created_by text,
  title text,
  tags text,
  description text,
  result text,
  attributes text,
  payload text not null
) strict;

create unique index taskport_task_key on taskport_task (workspace, idempotency_key)
  where idempotency_key is not null;
create unique index taskport_task_external_id on taskport_task (workspace, external_id)
  where external_id is not null;
-- Those that wait for their time, those that wait too long, and how long the oldest has been due.
create index taskport_task_waiting on taskport_task (lane, ready, run_after)
  where status = 'QUEUED';
create index taskport_task_leased on taskport_task (leased_until)
  where status = 'LEASED';
-- Not finished, by id: the id follows the (always absent) finish time in every entry.
create index taskport_task_open on taskport_task (finished_at)
  where finished_at is null;
create index taskport_task_parked on taskport_task (status)
  where status <> 'QUEUED' and status <> 'LEASED' and status <> 'COMPLETED';
-- What retention looks at. History that came finished from another program is kept apart, so that keeping it is free.
create index taskport_task_finished on taskport_task (status, finished_at)
  where finished_at is not null and (imported_at is null or finished_at > imported_at);
create index taskport_task_history on taskport_task (coalesce(finished_at, imported_at))
  where imported_at is not null and (finished_at is null or finished_at <= imported_at)
    and (status = 'COMPLETED' or status = 'CANCELLED' or status = 'DEAD');

-- A satisfied edge outlives the task that satisfied it.
create table taskport_dependency (
  task integer not null references taskport_task (id) on delete cascade,
  position integer not null,
  on_task integer not null,
  satisfied integer not null check (satisfied in (0, 1)),
  primary key (task, position)
) strict, without rowid;

create index taskport_dependency_open on taskport_dependency (on_task, task)
  where satisfied = 0;

create table taskport_failure (
  task integer not null references taskport_task (id) on delete cascade,
  position integer not null,
  attempt integer not null,
  error text not null,
  at integer not null,
  worker text,
  took integer not null,
  primary key (task, position)
) strict, without rowid;

create table taskport_log (
  task integer not null references taskport_task (id) on delete cascade,
  sequence integer not null,
  at integer not null,
  attempt integer not null,
  level text not null,
  message text not null,
  primary key (task, sequence)
) strict, without rowid;

-- How many tasks of a lane have a status; kept by every write, so that statistics need not count.
create table taskport_tally (
  lane integer not null references taskport_lane (id),
  status text not null,
  tasks integer not null,
  primary key (lane, status)
) strict, without rowid;

create table taskport_record (
  workspace text not null,
  collection text not null,
  path text not null,
  content text not null,
  version integer not null,
  updated_at integer not null,
  expires_at integer,
  primary key (workspace, collection, path)
) strict, without rowid;

create index taskport_record_expiry on taskport_record (expires_at)
  where expires_at is not null;

create table taskport_node (
  node integer primary key check (node between 1 and 1023),
  owner integer not null,
  until_millis integer not null
) strict;
