-- Lists that a prison leaves at the door hold real persons too: none is taken in before the desk is open.
create trigger only_when_open after insert on app.drops
  referencing new table as given for each statement execute function app.only_when_open();
