// @ts-nocheck
// Stands in for VS Code's native log writer, so that no compiler is needed. It writes the same files with the same
// lines (`2026-01-31 09:15:00.123 [info] text`), at once instead of from a thread. It runs inside code-server, on Node
// 16 as on Node 24, therefore plain CommonJS.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const levelNames = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_kind, _name, filePath) {
    this.level = 2;
    this.plain = false;
    this.file = fs.openSync(filePath, 'a');
  }
  trace(text) {
    this.write(0, text);
  }
  debug(text) {
    this.write(1, text);
  }
  info(text) {
    this.write(2, text);
  }
  warn(text) {
    this.write(3, text);
  }
  error(text) {
    this.write(4, text);
  }
  critical(text) {
    this.write(5, text);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.plain = false;
  }
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {
    if (this.file !== undefined) fs.closeSync(this.file);
    this.file = undefined;
  }
  write(level, text) {
    if (this.file === undefined || level < this.level) return;
    fs.writeSync(this.file, this.plain ? text : `${localTime(new Date())} [${levelNames[level]}] ${text}\n`);
  }
}

/** `2026-01-31 09:15:00.123` in the machine's own time zone. */
function localTime(now) {
  const shifted = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 23).replace('T', ' ');
}

async function createLogger(kind, name, filePath) {
  await fs.promises.mkdir(path.dirname(filePath), { recursive: true });
  return new Logger(kind, name, filePath);
}

exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = (name, filePath) => createLogger('rotating', name, filePath);
exports.createAsyncRotatingLogger = (name, filePath) => createLogger('rotating_async', name, filePath);
