-- The default pathway, offsets in days from reception into custody or from release. Milestones of
-- conferences enter a case only after a decision that one is needed.
insert into app.pathways (id, code, country, version) values (1, 'default', null, 1);
insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, conference, owner) values
  (1, 1, 'reception', 'reception', 0, false, 'prison'),
  (1, 2, 'reintegration_plan', 'reception', 56, false, 'prison'),
  (1, 3, 'year_before', 'release', -365, false, 'coordination'),
  (1, 4, 'community_worker', 'release', -240, false, 'coordination'),
  (1, 5, 'coordination_level', 'release', -180, false, 'coordination'),
  (1, 6, 'first_conference', 'release', -150, true, 'coordination'),
  (1, 7, 'housing_income_route', 'release', -120, false, 'coordination'),
  (1, 8, 'draft_release_plan', 'release', -90, false, 'lead'),
  (1, 9, 'prerelease_review', 'release', -84, false, 'prison'),
  (1, 10, 'second_conference', 'release', -60, true, 'coordination'),
  (1, 11, 'essentials_check', 'release', -30, false, 'lead'),
  (1, 12, 'plan_signed', 'release', -14, false, 'lead'),
  (1, 13, 'go_no_go', 'release', -7, false, 'lead'),
  (1, 14, 'release_day_sheet', 'release', -3, false, 'prison'),
  (1, 15, 'release', 'release', 0, false, 'lead'),
  (1, 16, 'contact_day_1', 'release', 1, false, 'lead'),
  (1, 17, 'contact_day_3', 'release', 3, false, 'lead'),
  (1, 18, 'first_probation_appointment', 'release', 5, false, 'lead'),
  (1, 19, 'first_week_review', 'release', 7, false, 'lead'),
  (1, 20, 'first_community_conference', 'release', 28, true, 'coordination'),
  (1, 21, 'quarter_review', 'release', 90, false, 'lead'),
  (1, 22, 'half_year_review', 'release', 180, false, 'lead'),
  (1, 23, 'year_review', 'release', 365, false, 'lead'),
  (1, 24, 'outcome_statistics', 'release', 548, false, 'coordination');
