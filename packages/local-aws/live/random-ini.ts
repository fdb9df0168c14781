import fc from "fast-check";

/**
 * INI files as odd as people and programs may write them: mostly lines that mean something, among them lines that look
 * like something else, with every kind of white space and of line end, and now and then bytes that are no text.
 */
export function iniFile(): fc.Arbitrary<Uint8Array> {
  const brokenText = fc.tuple(text, text).map((parts) => Buffer.concat([parts[0], Buffer.from([0xff]), parts[1]]));
  return weighted([30, text], [1, brokenText], [1, fc.uint8Array({ maxLength: 60 })]);
}

const lineEnd = weighted([16, "\n"], [1, "\r\n"], [1, among("\r~\n\n~\n\r~\v~\f~\x1c~\x85~\u2028~")]);
const space = several(
  3,
  weighted(
    [12, among(" ~\t")],
    [1, among("\v~\f~\x1c~\x1f~\x85~\xa0~\u2003~\u2028~\u3000")],
    [1, among("\ufeff~\u200b~\x00")],
  ),
);
const word = weighted(
  [8, joined(among("a~b~region~s3~Key~KEY~role_arn~x_y"), among("~1~2~3"))],
  [2, among("__proto__~constructor~toString~é~İ~ΣΑΣ~ß~😀~\\~%(a)s~$HOME")],
);
const phrase = several(4, weighted([5, word], [2, space], [1, among("=~:~[~]~#~;~'~\"~\\~ #~ ;~==~= ~ = x~\\\n~")]));
const sectionName = weighted(
  [8, joined(among("profile ~sso-session ~services "), word)],
  [3, among("default~DEFAULT~Default~profile default~preview~profiles x")],
  [1, among("profile~profile 'a b'~profile \"a~profile a b~profile\ta~profile a\\ b~profile ''~profilea b~profile #a")],
  [1, among("profile \xa0a~sso-sessions x~servicesx y~ profile a~profile a ~services~profiles")],
  [1, phrase],
);
const section = joined(
  among("~~~~ ~\t"),
  weighted([20, joined("[", sectionName, "]")], [1, joined("[", sectionName, among("] ~] # c~]]~~] x]"))]),
);
const option = joined(among("~~~~~~~~ ~\t"), word, space, weighted([40, "="], [8, ":"], [1, ""]), space, phrase);
const indented = joined(among(" ~  ~\t~    "), word, among("=~ = "), phrase);
const nested = joined(word, among(" =~=~ = "), among("\n~\n~ \n~\n\n"), indented, among("\n~\n \n"), indented);
const continuation = joined(among(" ~  ~\t~    "), phrase);
const comment = joined(space, among("#~;~#~;~#~;~//"), phrase);
const line = weighted(
  [8, section],
  [16, option],
  [4, nested],
  [4, continuation],
  [3, comment],
  [4, space],
  [1, fc.string({ unit: "binary", maxLength: 8 })],
);
const text = joined(
  weighted([20, ""], [1, among("\ufeff~\n~ ~# c\n")]),
  section,
  "\n",
  several(10, joined(line, lineEnd)),
).map((all) => Buffer.from(all));

/** One of the texts that stand here with `~` between them. */
function among(texts: string): fc.Arbitrary<string> {
  return fc.constantFrom(...texts.split("~"));
}

function weighted<Value>(...choices: [weight: number, choice: Value | fc.Arbitrary<Value>][]): fc.Arbitrary<Value> {
  return fc.oneof(...choices.map(([weight, choice]) => ({ weight, arbitrary: arbitraryOf(choice) })));
}

function joined(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => arbitraryOf(part))).map((all) => all.join(""));
}

function several(maxLength: number, part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(part, { maxLength }).map((all) => all.join(""));
}

function arbitraryOf<Value>(choice: Value | fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return choice instanceof fc.Arbitrary ? choice : fc.constant(choice);
}
