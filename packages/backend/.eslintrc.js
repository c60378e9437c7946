const { packageConfig, COMMON, NODE, OURS } = require('../../eslint.walls');

module.exports = packageConfig(__dirname, {
  ours: [`${OURS}-backend`, NODE, COMMON],
});
