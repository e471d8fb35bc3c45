/** Under which the pages keep who has to show two factors. */
export const ruleKey = ['sign-in-rule']
