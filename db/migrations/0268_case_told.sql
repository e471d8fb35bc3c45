-- Opening a case is answered by one function that is proven once; what these two return has changed, so they are made anew.
drop function if exists read.case_rows(text);
drop function if exists read.case_detail(text, text, text, text);
