-- When the member last proved to be themselves in this session: by signing in, or once more before something grave.
alter table auth.sessions add column proved_at timestamptz not null default now();
