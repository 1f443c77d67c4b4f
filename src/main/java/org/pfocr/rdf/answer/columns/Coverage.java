package org.pfocr.rdf.answer.columns;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
import org.apache.jena.sparql.algebra.Table;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDisjunction;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpExtendAssign;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;

/** Which operations columns cover; the rest is answered row by row. Stateless. */
final class Coverage {
    private Coverage() {}

    /** Whether columns cover an operation with all that is below it. */
    static boolean isCovered(Op op) {
        if (op instanceof OpQuadPattern pattern) {
            return Patterns.isCovered(pattern);
        }
        if (op instanceof OpTable table) {
            return isWhole(table.getTable());
        }
        if (op instanceof OpGraph) {
            return Paths.isCovered(op) && !Paths.isOpen(op);
        }
        if (op instanceof OpUnion union) {
            return isCovered(union.getLeft()) && isCovered(union.getRight());
        }
        if (op instanceof OpDisjunction either) {
            return either.size() > 0 && either.getElements().stream().allMatch(Coverage::isCovered);
        }
        if (op instanceof OpSequence sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                Op part = sequence.get(i);
                if (i == 0
                        ? !isCovered(part)
                        : !isJoinable(before(sequence, i), part) || !isOfItself(before(sequence, i), part)) {
                    return false;
                }
            }
            return sequence.size() > 0;
        }
        if (op instanceof OpJoin join) {
            return isJoinable(join.getLeft(), join.getRight());
        }
        if (op instanceof OpConditional optional) {
            return isOfItself(optional.getLeft(), optional.getRight())
                    && isJoinable(optional.getLeft(), optional.getRight());
        }
        if (op instanceof OpLeftJoin optional) {
            return optional.getExprs() == null && isJoinable(optional.getLeft(), optional.getRight());
        }
        if (op instanceof OpMinus minus) {
            return isCovered(minus.getLeft())
                    && isCovered(minus.getRight())
                    && areFixed(minus.getLeft(), minus.getRight(), shared(minus.getLeft(), minus.getRight()));
        }
        if (op instanceof OpFilter filter) {
            return isCovered(filter.getSubOp())
                    && filter.getExprs().getList().stream()
                            .allMatch(expr -> Expressions.isCovered(expr) || isExistence(expr, filter.getSubOp()));
        }
        if (op instanceof OpExtend || op instanceof OpAssign) {
            OpExtendAssign extend = (OpExtendAssign) op;
            Set<Var> before = OpVars.visibleVars(extend.getSubOp());
            return isCovered(extend.getSubOp())
                    && extend.getVarExprList().getVars().stream().noneMatch(before::contains)
                    && extend.getVarExprList().getExprs().values().stream().allMatch(Expressions::isCovered);
        }
        if (op instanceof OpProject project) { // ARQ takes its variables for bound, also those that are not within.
            return isCovered(project.getSubOp())
                    && OpVars.fixedVars(project.getSubOp()).containsAll(project.getVars());
        }
        return op instanceof OpDistinct distinct
                && distinct.getSubOp() instanceof OpProject
                && isCovered(distinct.getSubOp());
    }

    /** Both are covered, and have variables in common that each row of both has. */
    private static boolean isJoinable(Op left, Op right) {
        Set<Var> shared = shared(left, right);
        boolean isRightCovered = right instanceof OpGraph ? Paths.isCovered(right) : isCovered(right);
        return !shared.isEmpty() && isCovered(left) && isRightCovered && areFixed(left, right, shared);
    }

    private static Op before(OpSequence sequence, int end) {
        return OpSequence.create().copy(sequence.getElements().subList(0, end));
    }

    /** Whether each row of a table has a value for each of its variables. */
    private static boolean isWhole(Table table) {
        boolean isWhole = true;
        for (Iterator<Binding> rows = table.rows(); rows.hasNext(); ) {
            isWhole &= rows.next().size() == table.getVars().size();
        }
        return isWhole;
    }

    /** Whether no expression within a part asks for variables that only the rows before it have. */
    private static boolean isOfItself(Op before, Op part) {
        Set<Var> outer = OpVars.visibleVars(before);
        Set<Var> asked = new HashSet<>();
        OpWalker.walk(part, new OpVisitorBase() {
            @Override
            public void visit(OpFilter filter) {
                Set<Var> own = OpVars.visibleVars(filter.getSubOp());
                for (Expr expr : filter.getExprs()) {
                    Set<Var> mentioned = new HashSet<>(expr.getVarsMentioned());
                    if (expr instanceof ExprFunctionOp existence) {
                        mentioned.addAll(OpVars.mentionedVars(existence.getGraphPattern()));
                    }
                    mentioned.removeAll(own);
                    asked.addAll(mentioned);
                }
            }

            @Override
            public void visit(OpExtend extend) {
                mention(extend);
            }

            @Override
            public void visit(OpAssign assign) {
                mention(assign);
            }

            private void mention(OpExtendAssign extend) {
                Set<Var> mentioned = mentioned(extend.getVarExprList());
                mentioned.removeAll(OpVars.visibleVars(extend.getSubOp()));
                asked.addAll(mentioned);
            }
        });
        return asked.stream().noneMatch(outer::contains);
    }

    /** Variables that expressions ask for. */
    static Set<Var> mentioned(VarExprList exprs) {
        Set<Var> mentioned = new HashSet<>();
        exprs.getExprs().values().forEach(expr -> mentioned.addAll(expr.getVarsMentioned()));
        return mentioned;
    }

    private static boolean isExistence(Expr expr, Op of) {
        if (!(expr instanceof E_Exists || expr instanceof E_NotExists)) {
            return false;
        }
        Op inner = ((ExprFunctionOp) expr).getGraphPattern();
        return inner instanceof OpQuadPattern && isJoinable(of, inner);
    }

    /** Variables that two sides have in common. */
    static Set<Var> shared(Op left, Op right) {
        Set<Var> shared = new LinkedHashSet<>(OpVars.visibleVars(left));
        shared.retainAll(OpVars.visibleVars(right));
        return shared;
    }

    /** Whether each row of both sides has a value for each of some variables. */
    private static boolean areFixed(Op left, Op right, Set<Var> variables) {
        return OpVars.fixedVars(left).containsAll(variables)
                && OpVars.fixedVars(right).containsAll(variables)
                && variables.stream().noneMatch(made(left)::contains)
                && variables.stream().noneMatch(made(right)::contains);
    }

    /** Variables of BIND: they have no value where their expression is an error, but ARQ takes them for bound. */
    private static Set<Var> made(Op op) {
        Set<Var> made = new HashSet<>();
        OpWalker.walk(op, new OpVisitorBase() {
            @Override
            public void visit(OpExtend extend) {
                extend.getVarExprList().getExprs().forEach((variable, expr) -> {
                    if (!expr.isConstant()) {
                        made.add(variable);
                    }
                });
            }
        });
        return made;
    }
}
