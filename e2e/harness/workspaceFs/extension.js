// @ts-nocheck: runs in the web extension host; no bundler, no types.
// A file system over the list that the page's server gives: { "relative/path": "text" }. It takes new files and hands them on
// to the server; nothing can be removed or moved.
const vscode = require('vscode');

exports.activate = (context) => {
  const list = fetch(context.extensionUri.with({ path: '/workspace.json' }).toString()).then((answer) =>
    answer.json(),
  );
  const saved = {};
  const inside = async (uri) => {
    const files = Object.entries({ ...(await list), ...saved }).map(([path, text]) => [
      `/workspace/${path}`,
      text,
    ]);
    return {
      files,
      text: files.find(([path]) => path === uri.path)?.[1],
      below: files.filter(([path]) => path.startsWith(`${uri.path}/`)),
    };
  };
  const refuse = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  const provider = {
    onDidChangeFile: new vscode.EventEmitter().event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      const { text, below } = await inside(uri);
      if (text !== undefined)
        return {
          type: vscode.FileType.File,
          ctime: 0,
          mtime: 0,
          size: new TextEncoder().encode(text).length,
        };
      if (below.length > 0 || uri.path === '/workspace')
        return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw vscode.FileSystemError.FileNotFound(uri);
    },
    async readDirectory(uri) {
      const { below } = await inside(uri);
      const rest = below.map(([path]) => path.slice(uri.path.length + 1).split('/'));
      return [
        ...new Map(
          rest.map(([name, more]) => [
            name,
            more === undefined ? vscode.FileType.File : vscode.FileType.Directory,
          ]),
        ),
      ];
    },
    async readFile(uri) {
      const { text } = await inside(uri);
      if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      return new TextEncoder().encode(text);
    },
    createDirectory: refuse,
    async writeFile(uri, bytes) {
      const path = uri.path.replace('/workspace/', '');
      const text = new TextDecoder().decode(bytes);
      const where = context.extensionUri.with({ path: `/saved/${path}` });
      const answer = await fetch(where.toString(), { method: 'PUT', body: text });
      if (!answer.ok) throw vscode.FileSystemError.Unavailable(uri);
      saved[path] = text;
    },
    delete: refuse,
    rename: refuse,
  };
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('vscode-vfs', provider));
};
