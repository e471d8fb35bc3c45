comment on column app.members.ends_on is '[operational] Last day of the contract, known to administrators; at the end of it sessions are over and the membership ends by itself.';
