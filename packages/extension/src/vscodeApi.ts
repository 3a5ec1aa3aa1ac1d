/**
 * All of VS Code's API that we call. Every file takes it from here, so that the bundle asks for it once and not once per
 * file, each time through VS Code's own hook (docs/adr/0008). All of it exists since 1.74 and on every host.
 */
export {
  ColorThemeKind,
  commands,
  ConfigurationTarget,
  env,
  FileSystemError,
  MarkdownString,
  QuickInputButtons,
  QuickPickItemKind,
  RelativePattern,
  StatusBarAlignment,
  ThemeColor,
  UIKind,
  Uri,
  version,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
