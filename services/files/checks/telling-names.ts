/** Names of the parts of a document, by which it holds macros. */
const MACROS = String.raw`vbaproject\.bin|vbadata\.xml|(?:intl)?macrosheets\/`;
/** Names of the files by which a zip is a program: of Java, Android, Windows. */
const PROGRAMS = String.raw`meta-inf\/manifest\.mf|androidmanifest\.xml|classes\.dex|appxmanifest\.xml`;

/** The name of an entry of a zip, in lower case and without a slash before it. */
export const isNameOfMacros = (name: string) => new RegExp(MACROS).test(name);
export const isNameOfProgram = (name: string) => new RegExp(`^(?:${PROGRAMS})$`).test(name);

/** Any of the names, or what a document in text says of macros, anywhere in bytes. */
export const namesOfMacros = new RegExp(`${MACROS}|macrosPresent="yes"|editdata\\.mso|QWN0aXZlTWltZ`, 'i');
export const namesOfPrograms = new RegExp(PROGRAMS, 'i');
