-- One-time links for agencies whose people have no account (SH7): one offer, one answer, seven days.
create table app.offer_links (
  authority_id   int         not null,
  id             uuid        not null,
  lead_id        uuid        not null,
  case_id        uuid        not null,
  clause_id      int         not null,
  agency_id      int         not null,
  token_hash     bytea       not null,
  sent_to_sealed bytea,
  made_by        int         not null,
  made_at        timestamptz not null default now(),
  expires_at     timestamptz not null default now() + interval '7 days',
  mailed_at      timestamptz,
  opened_at      timestamptz,
  openings       int         not null default 0,
  answered_at    timestamptz,
  revoked_by     int,
  revoked_at     timestamptz,
  primary key (authority_id, id),
  unique (token_hash, authority_id),
  foreign key (authority_id, lead_id) references app.leads on delete cascade,
  foreign key (authority_id, made_by) references app.members,
  constraint offer_links_seven_days check (expires_at <= made_at + interval '7 days')
);
create index offer_links_lead on app.offer_links (authority_id, lead_id);

alter table app.leads drop constraint leads_channel,
  add constraint leads_channel check (channel in ('self', 'phone', 'paper', 'link'));
