-- A task is told in three places. What it is lies in taskport_task, which is only added to: an edit aside, no row is written
-- twice. How it fares lies in taskport_state, and tasks that fare alike share a row: a hundred that are claimed together are
-- one row, and one row when they have ended together. A task that nothing has happened to since it was enqueued has none.
-- Where it waits for a worker lies in taskport_ready or, until its time has come, in taskport_waiting.
-- Times are microseconds since 1970.

create table taskport_body (
  id integer primary key,
  lane integer not null,
  priority integer not null check (priority between 0 and 1000),
  generation integer not null,
  created_at integer not null,
  -- Whether anything stands behind the payload; most tasks have nothing there.
  more integer not null check (more in (0, 1)),
  payload text not null,
  -- Null: when it was created.
  run_after integer,
  -- Null: 5.
  max_attempts integer,
  -- Null: the store's own.
  lineage integer,
  -- Null: none.
  revision integer,
  dependencies integer,
  on_dependency_failure text check (on_dependency_failure = 'CANCEL'),
  workspace text,
  idempotency_key text,
  external_id text,
  concurrency_key text,
  created_by text,
  title text,
  tags text,
  description text,
  attributes text,
  -- Names are unique within a workspace, which is repeated here only where there are names.
  check (workspace is not null or (idempotency_key is null and external_id is null))
) strict;

-- members names the tasks that were in the state when it was written; some may have left it, and tasks counts those who are
-- still there. taskport_task_state decides.
create table taskport_state (
  number integer primary key,
  tasks integer not null check (tasks > 0),
  status text not null
    check (status = 'LEASED' or status = 'COMPLETED' or status = 'QUEUED' or status = 'BLOCKED' or status = 'HELD'
      or status = 'DEAD' or status = 'CANCELLED'),
  generation integer not null,
  version integer not null,
  updated_at integer not null,
  attempt integer not null,
  lease_epoch integer not null,
  lease_generation integer not null,
  leased_by text,
  leased_until integer check ((status = 'LEASED') = (leased_until is not null and leased_by is not null)),
  started_at integer,
  finished_at integer,
  imported_at integer,
  -- Null: as the task's body says.
  run_after integer,
  failures integer not null,
  settled_epoch integer,
  settled_generation integer,
  settled_outcome text,
  progress_percent integer,
  progress_note text,
  result text,
  members text not null
) strict;

create table taskport_task_state (
  task integer primary key,
  state integer not null,
  -- The status of those that wait for a person or a dependency or ended badly: they are few, and are listed.
  parked text
) strict;

-- The tasks whose time has come, by lane and priority. Behind the last of each priority, under the largest number there is,
-- a row counts them: tasks those that are there, arrivals all that ever came. That row's page is written anyway.
-- run_after is null for a task that came in its turn: behind all of its lane and priority by id as well as by time; of
-- these, the first by id has been due longest. untouched is 1 for a task that certainly has no state; who claims it need not look.
create table taskport_ready (
  lane integer not null,
  priority integer not null,
  id integer not null,
  run_after integer,
  untouched integer,
  tasks integer,
  arrivals integer,
  last_id integer,
  last_run_after integer,
  in_turn integer,
  primary key (lane, priority, id)
) strict, without rowid;

-- The tasks whose time has not come.
create table taskport_waiting (
  task integer primary key,
  lane integer not null,
  run_after integer not null
) strict;

-- The places of ready tasks in the orders that a store keeps on request.
create table taskport_aged (
  lane integer not null,
  aged integer not null,
  id integer not null,
  priority integer not null,
  primary key (lane, aged, id)
) strict, without rowid;

create table taskport_race (
  lane integer not null,
  ticket real not null,
  id integer not null,
  priority integer not null,
  primary key (lane, ticket, id)
) strict, without rowid;

insert into taskport_body
select
  id, lane, priority, generation, created_at,
  run_after <> created_at or max_attempts <> 5 or lineage <> (select lineage from taskport_store) or revision <> 0
    or dependencies <> 0 or on_dependency_failure = 'CANCEL'
    or coalesce(idempotency_key, external_id, concurrency_key, created_by, title, tags, description, attributes) is not null,
  payload,
  nullif(run_after, created_at), nullif(max_attempts, 5), nullif(lineage, (select lineage from taskport_store)),
  nullif(revision, 0), nullif(dependencies, 0), nullif(on_dependency_failure, 'BLOCK'),
  case when idempotency_key is not null or external_id is not null then workspace end,
  idempotency_key, external_id, concurrency_key, created_by, title, tags, description, attributes
from taskport_task order by id;

-- Every task gets a state of its own: they do not know with whom they were claimed.
insert into taskport_state
select
  row_number() over (order by id), 1, status, generation, version, updated_at, attempt, lease_epoch, lease_generation,
  leased_by, leased_until, started_at, finished_at, imported_at, null, failures,
  settled_epoch, settled_generation, settled_outcome, progress_percent, progress_note, result, '[' || id || ']'
from taskport_task
where not (status = 'QUEUED' and version = 1 and updated_at = created_at and attempt = 0 and lease_epoch = 0
  and lease_generation = 0 and settled_epoch is null and imported_at is null and failures = 0 and started_at is null
  and result is null and progress_percent is null)
order by id;

insert into taskport_task_state
select
  json_extract(members, '$[0]'), number,
  case when status <> 'QUEUED' and status <> 'LEASED' and status <> 'COMPLETED' then status end
from taskport_state order by number;

insert into taskport_ready (lane, priority, id, run_after)
select lane, priority, id, run_after from taskport_task where ready = 1 order by lane, priority, id;

insert into taskport_ready (lane, priority, id, tasks, arrivals, last_id, last_run_after)
select lane, priority, 9223372036854775807, count(*), count(*), max(id), max(run_after)
from taskport_ready group by lane, priority;

insert into taskport_waiting
select id, lane, run_after from taskport_task where status = 'QUEUED' and ready = 0;

insert into taskport_aged
select lane, aged, id, priority from taskport_task where ready = 1 and aged is not null;

insert into taskport_race
select lane, ticket, id, priority from taskport_task where ready = 1 and ticket is not null;

-- What hangs on tasks refers to them by the name that the new table takes over below.
drop table taskport_task;
alter table taskport_body rename to taskport_task;

create unique index taskport_task_key on taskport_task (workspace, idempotency_key)
  where idempotency_key is not null;
create unique index taskport_task_external_id on taskport_task (workspace, external_id)
  where external_id is not null;
create index taskport_state_leased on taskport_state (leased_until)
  where leased_until is not null;
-- What retention looks at. History that came finished from another program is kept apart, so that keeping it is free.
create index taskport_state_finished on taskport_state (status, finished_at)
  where finished_at is not null and (imported_at is null or finished_at > imported_at);
create index taskport_state_history on taskport_state (coalesce(finished_at, imported_at))
  where imported_at is not null and (finished_at is null or finished_at <= imported_at)
    and (status = 'COMPLETED' or status = 'CANCELLED' or status = 'DEAD');
create index taskport_task_state_parked on taskport_task_state (parked)
  where parked is not null;
-- How long the oldest has been due, where the order of ids does not say.
create index taskport_ready_out_of_turn on taskport_ready (lane, run_after)
  where run_after is not null;
create index taskport_aged_task on taskport_aged (id);
create index taskport_race_task on taskport_race (id);
create index taskport_waiting_time on taskport_waiting (lane, run_after);

-- How many tasks of a lane have a status, those aside that are ready, which are counted where they are. QUEUED counts
-- those whose time has not come. writes counts the changes, so that a move of the store misses none.
drop table taskport_tally;
create table taskport_tally (
  lane integer not null references taskport_lane (id),
  status text not null,
  tasks integer not null,
  writes integer not null default 0,
  primary key (lane, status)
) strict, without rowid;

insert into taskport_tally (lane, status, tasks)
select t.lane, coalesce(s.status, 'QUEUED'), count(*)
from taskport_task t
left join taskport_task_state p on p.task = t.id
left join taskport_state s on s.number = p.state
where coalesce(s.status, 'QUEUED') <> 'QUEUED' or exists (select 1 from taskport_waiting w where w.task = t.id)
group by 1, 2;

update taskport_schema set version = 2;
