// Parses each query file with sparqljs, a parser that others wrote. Arguments: the folder of sparqljs, files.
const fs = require('fs');
const { Parser } = require(process.argv[2] + '/node_modules/sparqljs');
let wrong = 0;
for (const file of process.argv.slice(3)) {
  try {
    new Parser().parse(fs.readFileSync(file, 'utf8'));
  } catch (e) {
    wrong++;
    console.log(file + ': ' + e.message.split('\n').slice(0, 4).join(' '));
  }
}
process.exit(wrong ? 1 : 0);
