// Node and nothing else: what every program pays.
import { tellResourceUse } from "./resource-use.js";

tellResourceUse();
