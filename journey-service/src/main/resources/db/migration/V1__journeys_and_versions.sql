-- A journey: its draft and what became of it. Text, not jsonb: a designer gets fields and numbers back as drawn.
create table journey (
    key          text collate "C" primary key,
    name         text        not null,
    draft        text        not null,
    revision     bigint      not null,          -- of the draft; its ETag
    last_version integer     not null,          -- 0 before the first publication
    live_version integer,                       -- null before the first publication, and once archived
    created_at   timestamptz not null,
    created_by   text        not null,
    updated_at   timestamptz not null,
    updated_by   text        not null,
    archived_at  timestamptz
);

-- What was published, for ever as it was then.
create table journey_version (
    journey_key  text collate "C" not null references journey (key),
    version      integer     not null,
    map          text        not null,
    note         text,
    published_at timestamptz not null,
    published_by text        not null,
    primary key (journey_key, version)
);

-- One row. The revision grows with each transaction that changes which maps are live, and its row lock puts those
-- transactions in one order; Redis is written again when its revision is another.
create table publication (
    only_row boolean primary key default true check (only_row),
    revision bigint not null
);

insert into publication (revision) values (1);
