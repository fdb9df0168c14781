/** `<?xml version="1.0" …?>` at a document's start. White space is XML's, which is less than `\s`. */
export const xmlDeclaration: RegExp =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])[\w.:-]*\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*\?>/;
