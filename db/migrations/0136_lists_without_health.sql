-- No list of cases is narrowed by health or substance use (LED-15): filters that members saved forget it.
update app.saved_filters set search = search - 'domain' where search ->> 'domain' in ('health', 'substance_use');
alter table app.saved_filters add constraint saved_filters_no_health
  check (coalesce(search ->> 'domain', '') not in ('health', 'substance_use'));
