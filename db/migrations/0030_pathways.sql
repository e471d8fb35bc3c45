-- Pathways as data: the second version of the default, and one for each of seven countries. A version never
-- changes once it is in use, and running cases keep theirs until somebody takes over another by name.
insert into app.pathways (id, code, country, version, starts_on, source) values
  (2, 'default', null, 2, '2026-11-20', 'UK pre-release practice; expectations of inspectorates'),
  (11, 'be', 'BE', 1, '2026-11-20', 'Practice of houses of justice'),
  (12, 'de', 'DE', 1, '2026-11-20', 'Transition management of the Länder'),
  (13, 'es', 'ES', 1, '2026-11-20', 'Prison regulations, art. 105'),
  (14, 'fr', 'FR', 1, '2026-11-20', 'Decree 2022-1261'),
  (15, 'it', 'IT', 1, '2026-11-20', 'Decree 230/2000, art. 88'),
  (16, 'nl', 'NL', 1, '2026-11-20', 'Administrative agreement on reintegration of 2019'),
  (17, 'se', 'SE', 1, '2026-11-20', 'Coordinated individual plan');

-- What all share: the steps of the first version, an appointment that is made a week before (PR-05), what a recall
-- asks for (PR-11), and a planned end of supervision with reviews that stand only while the person wants them (TC6).
insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, conference, owner, source)
select p.id, s.position * 10, s.code, s.anchor, s.offset_days, s.conference, s.owner,
       case s.code when 'prerelease_review' then 'PR-05' when 'first_probation_appointment' then 'PR-05' when 'reception' then 'PR-01' end
  from app.pathways p cross join app.pathway_steps s where p.id > 1 and s.pathway_id = 1;
insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, owner, voluntary, source)
select p.id, s.position, s.code, s.anchor, s.offset_days, s.owner, s.voluntary, s.source
  from app.pathways p cross join (values
    (129, 'appointment_made', 'release', -7, 'lead', false, 'PR-05'),
    (251, 'custody_contact', 'recall', 3, 'lead', false, 'PR-11'),
    (252, 'keep_home', 'recall', 7, 'coordination', false, 'PR-11'),
    (261, 'closing_planned', 'end_of_supervision', -28, 'coordination', false, 'TC6'),
    (262, 'aftercare_offered', 'end_of_supervision', -14, 'coordination', false, 'TC6'),
    (263, 'aftercare_review_6', 'end_of_supervision', 182, 'coordination', true, 'TC6'),
    (264, 'aftercare_review_12', 'end_of_supervision', 365, 'coordination', true, 'TC6')
  ) s (position, code, anchor, offset_days, owner, voluntary, source)
 where p.id > 1;

-- What is particular to a country.
insert into app.pathway_steps (pathway_id, position, code, anchor, offset_days, owner, source) values
  -- Belgium: the first appointment at the house of justice within five days (PR-05), so it is asked for a month before.
  (11, 111, 'justice_house_informed', 'release', -30, 'prison', 'PR-05'),
  -- Germany: transition management begins six months before.
  (12, 51, 'transition_management', 'release', -180, 'prison', 'Übergangsmanagement'),
  -- Spain: the classification is reviewed every six months at the latest.
  (13, 51, 'open_regime_review', 'release', -180, 'prison', 'RD 190/1996, art. 105'),
  -- France: the summons to the probation service (SPIP) within five days of the release (PR-05).
  (14, 141, 'spip_summons', 'release', -3, 'prison', 'PR-05'),
  -- Italy: a programme for those who are about to leave, from six months before.
  (15, 51, 'release_programme', 'release', -180, 'prison', 'DPR 230/2000, art. 88'),
  -- The Netherlands: the five basic conditions, looked at on arrival and again before the release (PR-04).
  (16, 11, 'basic_conditions_screening', 'reception', 10, 'prison', 'PR-04'),
  (16, 112, 'basic_conditions_check', 'release', -28, 'coordination', 'PR-04'),
  -- Sweden: one plan with the social services.
  (17, 81, 'joint_individual_plan', 'release', -90, 'coordination', 'SIP');
