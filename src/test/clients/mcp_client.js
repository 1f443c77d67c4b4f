// The official client of the Model Context Protocol lists and calls every tool, over HTTP and over standard input and output of
// a program. It checks each result against the tool's output schema itself, and throws where one does not fit.
// Arguments: the folder of the client, the address of /mcp, the program and its arguments.
const sdk = process.argv[2] + '/node_modules/@modelcontextprotocol/sdk/dist/cjs/client/';
const assert = require('assert');
const { Client } = require(sdk + 'index.js');
const { StreamableHTTPClientTransport } = require(sdk + 'streamableHttp.js');
const { StdioClientTransport } = require(sdk + 'stdio.js');

const figure = 'PMC90000005__sample-05-g003';
// Of each tool: good arguments, wrong ones, and the argument that an error about these must name.
const calls = {
  find_entity: [{ name: 'p53' }, {}, 'name'],
  search_figures: [{ words: 'apoptosis' }, { words: 'x', year: 'soon' }, 'year'],
  get_figure: [{ figure }, { figure: 'PMC0__x' }, 'figure'],
  figures_with: [{ genes: ['TP53'], year: '2015..' }, { genes: ['NOSUCH1'] }, 'genes'],
  similar_figures: [{ figure }, { figure, limit: 'many' }, 'limit'],
  enrich_genes: [{ genes: ['TP53', 'MDM2', 'NOSUCH1'] }, { genes: ['NOSUCH1'] }, 'genes'],
  partners: [{ thing: 'TP53' }, { thing: 'TP53', kind: 'cells' }, 'kind'],
  describe_schema: [{}, { class: 'Nothing' }, 'class'],
  example_queries: [{ words: 'partners of a gene' }, { words: 'x', limit: 0 }, 'limit'],
  run_sparql: [{ query: 'SELECT * { ?s a ?c }', limit: 2 }, { limit: 2 }, 'query'],
};

async function ask(transport) {
  const client = new Client({ name: 'clients-test', version: '1' });
  await client.connect(transport);
  const { tools } = await client.listTools();
  assert.deepStrictEqual(tools.map((tool) => tool.name).sort(), Object.keys(calls).sort());
  const answers = {};
  for (const tool of tools) {
    assert(tool.outputSchema && tool.annotations.readOnlyHint, tool.name);
    const [good, wrong, argument] = calls[tool.name];
    const answer = await client.callTool({ name: tool.name, arguments: good });
    assert(!answer.isError && answer.structuredContent, tool.name + ': ' + JSON.stringify(answer));
    assert.deepStrictEqual(JSON.parse(answer.content[0].text), answer.structuredContent);
    const error = await client.callTool({ name: tool.name, arguments: wrong });
    assert(error.isError, tool.name + ' took ' + JSON.stringify(wrong));
    assert(error.content[0].text.startsWith('Wrong parameter ' + argument + '. '), error.content[0].text);
    answers[tool.name] = answer.structuredContent;
  }
  const { resources } = await client.listResources();
  const read = await client.readResource({ uri: resources[0].uri });
  assert(read.contents[0].text);
  const prompt = await client.getPrompt({ name: 'answer_question', arguments: { question: 'Which?' } });
  assert(JSON.stringify(prompt.messages).includes('Which?'));
  await client.close();
  return answers;
}

(async () => {
  const [address, command, ...args] = process.argv.slice(3);
  const overHttp = await ask(new StreamableHTTPClientTransport(new URL(address)));
  const overStdio = await ask(new StdioClientTransport({ command, args, stderr: 'ignore' }));
  assert.deepStrictEqual(overStdio, overHttp);
})().catch((e) => {
  console.log(e.message);
  process.exit(1);
});
