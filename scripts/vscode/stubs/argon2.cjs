// Stands in for the native password hash: our servers run with `--auth none` on 127.0.0.1 and never have a password.
'use strict';
const refuse = async () => {
  throw new Error('This code-server was set up without password support.');
};
exports.hash = refuse;
exports.verify = refuse;
