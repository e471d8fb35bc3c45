-- Work for later, decided in the transaction that causes it: it is done only if that transaction is kept.
-- A key names the work: asked for again before it is done, it is done once, with the newest payload.
-- Only acts (functions that run as the owner) enqueue. No login is given this function.
create or replace function app.enqueue(p_job text, p_payload jsonb default '{}', p_key text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(p_job, payload => p_payload::json, job_key => p_key);
end $$;
