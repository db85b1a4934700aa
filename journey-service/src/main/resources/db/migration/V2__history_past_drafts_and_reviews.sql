-- Who did what with a journey and when, in the order in which it happened. Only ever added to.
create table journey_history (
    id             bigint generated always as identity primary key,
    journey_key    text collate "C" not null references journey (key),
    action         text        not null,         -- saved, published, rolledBack, archived, restored, reviewed
    done_at        timestamptz not null,
    done_by        text,                         -- null: it was done before this was kept
    revision       bigint,                       -- the draft's, where it was saved
    version        integer,                      -- where one was published
    rolled_back_to integer,                      -- the version that was published again
    note           text
);

create index journey_history_of on journey_history (journey_key, id desc);

insert into journey_history (journey_key, action, done_at, done_by, revision, version, note)
select * from (
    select key, 'saved', created_at as done_at, created_by, 1, null::integer, null from journey
    union all
    select key, 'saved', updated_at, updated_by, revision, null, null from journey where revision > 1
    union all
    select journey_key, 'published', published_at, published_by, null, version, note from journey_version
    union all
    select key, 'archived', archived_at, null, null, null, null from journey where archived_at is not null
) as known
order by done_at;

-- The latest drafts of each journey: who saves over one of them is told what changed since.
create table journey_draft (
    journey_key text collate "C" not null references journey (key),
    revision    bigint not null,
    draft       text   not null,
    primary key (journey_key, revision)
);

insert into journey_draft select key, revision, draft from journey;

-- When the map is to be looked at again: after its reviewEvery, from the last save, publication or review. Null: never.
alter table journey add column review_every text;
alter table journey add column review_due_at timestamptz;

create index journey_review_due on journey (review_due_at) where archived_at is null;

update journey set review_every = draft::json ->> 'reviewEvery';

-- of another spelling it counts from the next save
update journey
   set review_due_at = updated_at + review_every::interval
 where review_every ~ '^P(\d{1,3}[YMWD])+$';

-- At which publication the live version became what it is: what Redis lacks is found without reading every map.
alter table journey add column published_revision bigint not null default 0;

create index journey_published_revision on journey (published_revision);
create index journey_live on journey (key) where live_version is not null;
