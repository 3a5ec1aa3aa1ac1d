// @ts-nocheck: runs in the page, with the globals of VS Code's module loader.
for (const name of Object.keys(self.webPackagePaths)) {
  self.webPackagePaths[name] = `${location.origin}/vscode/node_modules/${name}/${self.webPackagePaths[name]}`;
}
require.config({ baseUrl: `${location.origin}/vscode/out`, paths: self.webPackagePaths });
