-- Consent as a record, for voluntary help only (SH3, SH4, GD-02, GD-03).

create table app.consents (
  authority_id  int         not null,
  id            uuid        not null,
  case_id       uuid        not null,
  domain        text        not null constraint consents_domain check (domain in ('accommodation', 'work', 'education', 'health',
    'substance_use', 'finance_papers', 'family_community', 'relations')),
  clause_id     int         not null,
  answer        text        not null constraint consents_answer check (answer in ('given', 'refused')),
  text_version  text        not null constraint consents_text_version check (text_version ~ '^[a-z]+-[0-9]+$'),
  language      text        not null constraint consents_language check (language ~ '^[a-z]{2}$'),
  spoken        text        constraint consents_spoken check (spoken ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  shown_sealed  bytea       not null,
  way           text        not null constraint consents_way check (way in ('talk', 'paper', 'witnessed')),
  witness_sealed bytea,
  explainer_sealed bytea    not null,
  capacity      text        not null constraint consents_capacity check (capacity in ('alone', 'with_support', 'with_guardian')),
  given_on      date        not null,
  recorded_by   int         not null,
  recorded_at   timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references app.cases,
  foreign key (authority_id, clause_id) references app.clauses,
  foreign key (authority_id, recorded_by) references app.members,
  constraint consents_witness check ((way = 'witnessed') = (witness_sealed is not null))
);
create index consents_case on app.consents (authority_id, case_id);

-- For each agency apart, so that taking it back for one leaves the others as they are.
create table app.consent_recipients (
  authority_id      int         not null,
  consent_id        uuid        not null,
  agency_id         int         not null,
  case_id           uuid        not null,
  clause_id         int         not null,
  withdrawn_on      date,
  withdrawn_at      timestamptz,
  withdrawn_way     text        constraint consent_recipients_way check (withdrawn_way in ('talk', 'paper', 'witnessed')),
  withdrawn_sealed  bytea,
  withdrawn_by      int,
  primary key (authority_id, consent_id, agency_id),
  foreign key (authority_id, consent_id) references app.consents on delete cascade,
  foreign key (authority_id, agency_id) references app.agencies,
  foreign key (authority_id, case_id) references app.cases,
  constraint consent_recipients_withdrawn check ((withdrawn_at is null) = (withdrawn_on is null)
    and (withdrawn_at is null) = (withdrawn_way is null) and (withdrawn_at is null) = (withdrawn_by is null)
    and (withdrawn_at is null) = (withdrawn_sealed is null))
);
create index consent_recipients_case on app.consent_recipients (authority_id, case_id, agency_id);

-- What a person said once stays as it was said; taking it back is added, once.
create function app.keep_consent() returns trigger language plpgsql set search_path = '' as $$
begin
  if to_jsonb(old) ->> 'withdrawn_at' is not null
     or (to_jsonb(new) - array['withdrawn_on', 'withdrawn_at', 'withdrawn_way', 'withdrawn_sealed', 'withdrawn_by'])
       is distinct from (to_jsonb(old) - array['withdrawn_on', 'withdrawn_at', 'withdrawn_way', 'withdrawn_sealed', 'withdrawn_by']) then
    raise exception 'consent_never_changes' using errcode = 'TC409';
  end if;
  return new;
end $$;
create trigger keep_consent before update on app.consents for each row execute function app.keep_consent();
create trigger keep_consent before update on app.consent_recipients for each row execute function app.keep_consent();

-- Who no longer gets a share because the person took a consent back; the others keep theirs.
create table app.share_departures (
  authority_id int         not null,
  share_id     uuid        not null,
  principal    int         not null,
  case_id      uuid        not null,
  consent_id   uuid,
  left_at      timestamptz not null default now(),
  primary key (authority_id, share_id, principal),
  foreign key (authority_id, share_id) references app.shares on delete cascade,
  foreign key (authority_id, case_id) references app.cases
);
