const { packageConfig, COMMON, OURS } = require('../../eslint.walls');

module.exports = packageConfig(__dirname, { ours: [OURS, COMMON] });
