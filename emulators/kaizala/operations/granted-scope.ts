/** The permissions that the bridge uses. How Kaizala spells them is inferred: the contract says "a string". */
export const GRANTED_SCOPE = 'GroupInformation Media TextMessage ActionAndResponses';
