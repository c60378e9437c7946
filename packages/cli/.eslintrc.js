const { packageConfig, COMMON } = require('../../eslint.walls');

module.exports = packageConfig(__dirname, { ours: [COMMON] });
