package io.execguard.tool.registration;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelOptionalLibrary;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Match conditions, evaluated as the API server does from Kubernetes 1.30 on.
///
/// An expression is not type-checked before it is evaluated, which would double the half second
/// that CEL takes to load; [#mistakes] does it, for a test of every expression that is rendered.
final class Expressions {
  /// The planner's selection of a member of null is none where it is optional, and otherwise an
  /// error, as in cel-go. The older interpreter has errors for both.
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelOptionalLibrary OPTIONALS = CelExtensions.optional();

  private static final List<CelMacro> MACROS =
      List.of(
          CelMacro.newGlobalMacro("has", 1, Expressions::has),
          CelStandardMacro.ALL.getDefinition(),
          CelStandardMacro.EXISTS.getDefinition(),
          CelStandardMacro.EXISTS_ONE.getDefinition(),
          CelStandardMacro.MAP.getDefinition(),
          CelStandardMacro.MAP_FILTER.getDefinition(),
          CelStandardMacro.FILTER.getDefinition());

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .addMacros(MACROS)
          .addLibraries(OPTIONALS)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(OPTIONALS, CelExtensions.strings(), CelExtensions.sets(OPTIONS))
          .addFunctionBindings(ListFunctions.bindings())
          .build();

  private static final Map<String, CelRuntime.Program> PROGRAMS = new ConcurrentHashMap<>();

  private Expressions() {}

  static ExpressionValue evaluate(String expression, Map<String, Object> variables) {
    try {
      CelRuntime.Program program = PROGRAMS.get(expression);
      if (program == null) {
        program = RUNTIME.createProgram(PARSER.parse(expression).getAst());
        PROGRAMS.put(expression, program);
      }
      return program.eval(variables) instanceof Boolean answer
          ? answer ? new ExpressionValue.Yes() : new ExpressionValue.No()
          : new ExpressionValue.Failed("it is neither true nor false");
    } catch (CelValidationException | CelEvaluationException e) {
      return new ExpressionValue.Failed(String.valueOf(e.getMessage()));
    }
  }

  /// What Kubernetes would say where it refuses an expression; empty where it takes it.
  static Optional<String> mistakes(String expression) {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addMacros(MACROS)
            .addLibraries(OPTIONALS, CelExtensions.strings(), CelExtensions.sets(OPTIONS))
            .addFunctionDeclarations(ListFunctions.declarations())
            .addVar("request", SimpleType.DYN)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .build();
    try {
      CelAbstractSyntaxTree checked = compiler.compile(expression).getAst();
      return checked.getResultType().equals(SimpleType.BOOL)
          ? Optional.empty()
          : Optional.of("must evaluate to bool, not " + checked.getResultType().name());
    } catch (CelValidationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// `has(a.b)` of a null `a` is false in cel-go and an error in cel-java; `a.?b.hasValue()` is the
  /// same in both.
  private static Optional<CelExpr> has(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    if (!(arguments.getFirst().exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT)) {
      return Optional.of(factory.reportError("invalid argument to has() macro"));
    }
    CelExpr.CelSelect select = arguments.getFirst().select();
    return Optional.of(
        factory.newReceiverCall(
            "hasValue",
            factory.newGlobalCall(
                "_?._", select.operand(), factory.newStringLiteral(select.field()))));
  }
}
