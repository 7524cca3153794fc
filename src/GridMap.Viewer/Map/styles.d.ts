// esbuild bundles imported style sheets into start.css.
declare module "*.css";
