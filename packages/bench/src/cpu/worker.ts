// A process that makes calls of one case through one library, for as long as it is told.
import { answerWithTurns } from "../turns.js";
import { prepareAwsSdk } from "./aws-sdk.js";
import { prepareFace } from "./aws-sdk-face.js";
import { prepareFloor } from "./floor.js";
import { prepareInia } from "./inia.js";
import { type CaseName, cannedResponse } from "./responses.js";

const [library, name] = process.argv.slice(2) as ["inia" | "face" | "aws-sdk" | "floor", CaseName];
const prepare = { inia: prepareInia, face: prepareFace, "aws-sdk": prepareAwsSdk, floor: prepareFloor };
answerWithTurns(await prepare[library](name, cannedResponse(name)));
