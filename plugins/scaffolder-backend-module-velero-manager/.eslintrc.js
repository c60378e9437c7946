const { packageConfig, COMMON, NODE } = require('../../eslint.walls');

module.exports = packageConfig(__dirname, { ours: [COMMON, NODE] });
