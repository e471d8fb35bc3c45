-- The review list is about members of staff: only whoever watches over them reads it, and only through read.reviews(),
-- which asks what for and writes that down. So no table here is open to anybody.
alter table audit.reviews enable row level security;
alter table audit.practice_cases enable row level security;
-- Auditors are told by read.auditors() alone, to whoever names them and to themselves.
alter table app.auditors enable row level security;
-- Cases that were opened to them: read.audit_cases() alone; what they read of one goes through read.audited_case(), and no table opens.
alter table app.audit_cases enable row level security;
-- The breach register: read.breaches() and read.breach() hand it out, to officers as far as they watch over people and to auditors.
alter table app.breaches enable row level security;
alter table app.breach_accounts enable row level security;
alter table app.breach_reports enable row level security;
alter table app.breach_tellings enable row level security;
alter table app.breach_extents enable row level security;
alter table app.breach_extent_cases enable row level security;
