-- That something is new for desks and members: one row in the transaction of the act; who has to be written to is
-- worked out by the job that writes the mail, so that no act waits for another because of a mail.
create table app.mail_news (
  id           bigint      generated always as identity,
  authority_id int         not null references app.authorities,
  principals   int[]       not null,
  told_by      int,
  at           timestamptz not null default now(),
  primary key (authority_id, id)
);
