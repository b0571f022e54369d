// Names of controls that are no inputs of the policy; with a point, which no name of a policy has.

/** The reader's role. */
export const ROLE = "my.role";
/** The day whose figures count. */
export const DAY = "my.day";
/** Before the name of a figure on trial. */
export const TRIAL = "set.";
