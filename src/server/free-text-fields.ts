/**
 * Every field of free text that a request may carry, by operation: either its words are asked about (PI6), or it
 * stands below with the reason why not. A new field that is in neither list fails the build.
 */
export const checked: Record<string, readonly string[]> = {
  decideConferences: ['reason'],
  addNeed: ['reason'],
  answerProposal: ['reason'],
  openCase: ['reason', 'informed.reason'],
  releaseUnknown: ['open.reason', 'open.informed.reason'],
  releaseNotice: ['open.reason', 'open.informed.reason'],
  moveRelease: ['source'],
  resolveEscalation: ['words'],
  addPeriod: ['source'],
  changePeriod: ['source'],
  answerLead: ['reason'],
  answerLeads: ['reason'],
  holdHandoverMeeting: ['personReason'],
  sayBasic: ['words'],
  typeBack: ['words'],
  writeItem: ['source', 'method'],
  changeItem: ['source', 'method', 'reason'],
  changeItemState: ['reason'],
  recordPrisonVisit: ['topic', 'issues[]'],
  answerVisitIssue: ['answer'],
  askInreach: ['topic', 'needs'],
  giveInreachSlot: ['note'],
  declineInreach: ['reason'],
  clearInreachWorker: ['reason'],
  beginOverride: ['reason'],
  askAuditCase: ['reason'],
  recordBreach: ['what', 'found', 'consequences', 'measures'],
  changeBreach: ['what', 'found', 'consequences', 'measures'],
  reportBreach: ['reason', 'delay'],
  judgeOverride: ['words'],
  endProtection: ['reason'],
  changeRegime: ['necessity', 'proportionality'],
  askDesk: ['question'],
  answerQuestion: ['answer'],
  decideShare: ['necessity', 'releaseGround', 'informed.postponed'],
  askDisclosure: ['why', 'conditions', 'informed.postponed'],
  decideDisclosure: ['words'],
  decideContest: ['reasons'],
  askExtension: ['reasons'],
  changeImpact: [
    'views',
    ...['dangers[].what', 'dangers[].source', 'dangers[].measures', 'dangers[].responsible'],
  ],
  adviseOnImpact: ['advice'],
  noteConsultation: ['answer', 'reference'],
}

/** Checked by their own service, which knows for whom the text is meant. */
export const checkedByService: Record<string, readonly string[]> = {
  writeItem: ['text'],
  changeItem: ['text'],
  offerLead: ['note'],
  holdHandoverMeeting: ['outcome'],
}

/** An operation, or one field of it, that is not asked about, and why. */
export const exempt: readonly { why: string; fields: readonly string[] }[] = [
  {
    why: 'The person’s own words: nobody corrects how somebody speaks of themselves.',
    fields: ['contestItem.statement', 'sayContinuation.words', 'holdHandoverMeeting.said'],
  },
  {
    why: 'Sensitive words have a ground, a necessity and a second person instead.',
    fields: [
      ...['writeItem.special.necessity', 'changeSpecialItem', 'decideSpecialItem'],
      'decideSpecialChange',
    ],
  },
  {
    why: 'A draft that nobody else reads; it is checked when it is saved for others.',
    fields: ['keepItemDraft'],
  },
  {
    why: 'A member says of themselves how near they are to somebody; it is sealed.',
    fields: ['declareCloseness'],
  },
  {
    why: 'What an officer says of a look of a colleague; it is about no person of a case, and sealed.',
    fields: ['judgeReview'],
  },
  {
    why: 'Where somebody can be found on the day is what is asked.',
    fields: [
      ...['releaseUnknown.place', 'releaseUnknown.nowAt', 'releaseUnknown.reach'],
      ...['releaseToday.place', 'releaseToday.nowAt', 'releaseToday.reach'],
      ...['releaseNotice.place', 'releaseNotice.nowAt', 'releaseNotice.reach'],
      ...['planHandoverMeeting.place', 'changeHandoverMeeting.place', 'giveInreachSlot.room'],
    ],
  },
  {
    why: 'A name, a number, a code or a language; no sentence.',
    fields: [
      ...['releaseUnknown.saidBy', 'releaseUnknown.family', 'releaseUnknown.given'],
      'changeRegime.law',
      ...[
        'releaseUnknown.number',
        'releaseUnknown.language',
        'releaseUnknown.open.informed.language',
      ],
      ...['releaseToday.saidBy', 'releaseNotice.saidBy', 'releaseNotice.open.informed.language'],
      ...['openCase.informed.language', 'answerLead.saidBy', 'sayBasic.saidBy', 'typeBack.saidBy'],
      ...['typeBack.ref', 'beginOverride.ref', 'sayContinuation.witness', 'recordConsent'],
      ...['holdHandoverMeeting.present[].names', 'answerHandoverChecks', 'askDisclosure.to'],
      ...['askInreach.wishTime', 'askInreach.workers[].name', 'askInreach.workers[].role'],
      ...['signInWithPasskey', 'addPasskey', 'namePasskey', 'proveSelf'],
      ...['signInWithCode', 'confirmCodes'],
      ...['signIn', 'changePassphrase', 'acceptInvitation', 'changeMail', 'showKeySheet'],
      'acceptInvitationWithPasskey',
      ...['confirmKeySheet', 'setUp', 'createAgency', 'changeAgency', 'createDesk', 'createMember'],
      ...['changeMember', 'addTableSeat', 'changeTableSeat', 'keepFilter', 'changeFilter'],
      ...[
        'logPrint',
        'markPracticeCase',
        'makeOfferLink',
        'findProvider',
        'goToProvider',
        'setProvider',
        'testProvider',
        'printSheet',
        'closeDay',
        'openDutyDesk',
        'addShift',
        'setContact',
        'changeWitnesses',
        'inviteAuditor',
        'askSystemKey',
        'askAuditCase.ref',
        'reportBreach.reference',
      ],
    ],
  },
  {
    why: 'A list that a prison or a directory made; what it says of persons is read by column.',
    fields: ['previewDrop', 'previewImport', 'previewServicesImport', 'importServices'],
  },
  {
    why: 'It describes the processing and has to name its kinds of data: health, substance use.',
    fields: [
      ...['changeImpact.title', 'changeImpact.description', 'changeImpact.necessity'],
      'changeImpact.measures',
    ],
  },
  {
    why: 'About an agreement, a law or an organisation, never about a person.',
    fields: [
      ...['changeAgreementDraft', 'createAgreementDraft', 'changeContactPoint', 'adviseOnDraft'],
      ...['adviseOnEdition', 'answerOpinion', 'createLegalBasis', 'changeLegalBasis'],
      ...['renewLegalBasis', 'questionLegalBasis', 'answerBasisQuestion', 'signAgreement'],
      ...['createService', 'changeService', 'changePrisonCard'],
    ],
  },
]
