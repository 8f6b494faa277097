// Builds the islands, and copies htmx and the fonts, into the package. The same input gives the
// same files: no hashes in names, no dates.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "vite";

const here = import.meta.dirname;
const target = process.argv[2] ?? join(here, "../src/musnad/surfaces/web/static/built");
const packages = join(here, "node_modules");
// Family, weights and scripts that the styles use.
const fonts = [
  ["ibm-plex-sans-arabic", [400, 600], ["arabic", "latin"]],
  ["noto-naskh-arabic", [400, 700], ["arabic", "latin"]],
];

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, "fonts"), { recursive: true });
for (const file of readdirSync(join(here, "src")).sort()) {
  const name = basename(file, ".ts");
  if (name.startsWith("_")) continue; // shared by islands
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      outDir: target,
      emptyOutDir: false,
      target: "es2022",
      lib: { entry: join(here, "src", file), formats: ["es"], fileName: () => `${name}.js` },
    },
  });
}
copyFileSync(join(packages, "htmx.org/dist/htmx.min.js"), join(target, "htmx.js"));
copyFileSync(join(packages, "htmx.org/LICENSE"), join(target, "htmx.LICENSE"));
const faces = [];
for (const [family, weights, scripts] of fonts) {
  copyFileSync(join(packages, "@fontsource", family, "LICENSE"), join(target, "fonts", `${family}.LICENSE`));
  for (const weight of weights) {
    const css = readFileSync(join(packages, "@fontsource", family, `${weight}.css`), "utf8");
    for (const script of scripts) {
      const file = `${family}-${script}-${weight}-normal.woff2`;
      copyFileSync(join(packages, "@fontsource", family, "files", file), join(target, "fonts", file));
      const face = css.split("}").find((rule) => rule.includes(`/${file}`));
      faces.push(
        face
          .replace(/\/\*.*?\*\//s, "")
          .replace(/src:.*?;/s, `src: url(fonts/${file}) format("woff2");`)
          .trim() + "\n}\n",
      );
    }
  }
}
writeFileSync(join(target, "fonts.css"), faces.join(""));
