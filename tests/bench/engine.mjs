// Grades customers by json-logic-engine, compiled, and prints how many a second.

import { readFileSync } from "node:fs";
import { LogicEngine } from "json-logic-engine";

const { logic, customers, expected } = JSON.parse(readFileSync(0, "utf8"));
const grade = new LogicEngine().build(logic);
customers.forEach((/** @type {object} */ customer, /** @type {number} */ i) => {
  if (grade(customer) !== expected[i]) throw new Error(`${JSON.stringify(customer)}: ${grade(customer)}`);
});
const start = performance.now();
let rounds = 0;
do {
  for (const customer of customers) grade(customer);
  rounds++;
} while (performance.now() - start < 100);
console.log((rounds * customers.length) / ((performance.now() - start) / 1000));
