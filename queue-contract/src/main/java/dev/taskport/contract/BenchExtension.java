package dev.taskport.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands each test a bench of its own and clears it away afterwards. */
final class BenchExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(BenchExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Bench.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        BackendContract contract = (BackendContract) test.getRequiredTestInstance();
        Bench bench = Bench.open(contract::newFixture);
        // What lies in the context's store is closed with the test.
        test.getStore(NAMESPACE).put("bench", bench);
        return bench;
    }
}
