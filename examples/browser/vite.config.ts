import { defineConfig } from "vite";

// The page's script awaits its settings at the top level.
export default defineConfig({ build: { target: "es2022" } });
