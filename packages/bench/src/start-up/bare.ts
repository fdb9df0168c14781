// Node and nothing else: what every program pays.
import { tellPeakMemory } from "./peak-memory.js";

tellPeakMemory();
