// Names of controls that are no inputs of the policy.

/** The reader's role. */
export const ROLE = "my.role";
/** Before the name of a figure on trial. */
export const TRIAL = "set.";
