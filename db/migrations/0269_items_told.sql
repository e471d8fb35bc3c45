-- The items of a case are answered as json, of the rows themselves; what this returns has changed, so it is made anew.
drop function if exists read.case_items(text, text, text, text, boolean);
