// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.ScheduledExecutorService;

/** The arrows between the packages, and what stays inside. */
@AnalyzeClasses(packages = "org.wlsocket", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule api_needs_the_jdk_alone = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(
                            "java..", "javax.net.ssl..", "org.wlsocket..", "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule nobody_needs_the_facades = noClasses()
            .that()
            .resideOutsideOfPackage("org.wlsocket.wlangage")
            .should()
            .dependOnClassesThat(resideInAPackage("org.wlsocket.wlangage"));

    /** The SPI speaks of destinations and failures, the kernel of the SPI; nothing else goes in a circle. */
    @ArchTest
    static final ArchRule packages_beside_the_kernel_have_no_cycles =
            slices().matching("org.wlsocket.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_decides_knows_no_thread_and_no_clock = noClasses()
            .that()
            .haveNameMatching("org\\.wlsocket\\.LinkState.*")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\..*|java\\.time\\..*|org\\.wlsocket\\.Kernel");

    @ArchTest
    static final ArchRule what_decides_about_retries_knows_no_thread_and_no_clock = noClasses()
            .that()
            .haveNameMatching("org\\.wlsocket\\.(RetryTable|RetryPlan.*|RetryAfter|Backoff)")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\..*"
                    + "|java\\.time\\.(Clock|InstantSource)|org\\.wlsocket\\.Kernel");

    @ArchTest
    static final ArchRule only_the_kernels_few_know_the_scheduler = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Kernel")
            .and()
            .haveNameNotMatching(".*\\.(Sockets|Sockets.Builder|SocketRegistry|Threads|Shutdown)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ScheduledExecutorService.class);

    @ArchTest
    static final ArchRule implementations_are_not_public = classes()
            .that()
            .resideInAPackage("org.wlsocket")
            .and()
            .areTopLevelClasses()
            .and()
            .haveNameNotMatching("org\\.wlsocket\\.(" + String.join("|", publicNames()) + "|package-info)")
            .should()
            .notBePublic();

    private static String[] publicNames() {
        return new String[] {
            "CloseStatus", "Credentials", "CredentialsProvider", "Delivery", "Destination", "Failure", "Gap",
            "LinkEnd", "NamedSocket", "NamedSocketException", "OfflineQueue", "Preparation", "ProxySettings",
            "Readiness", "Reconnect", "RetryRule", "SocketEvent", "SocketListener", "SocketOptions",
            "SocketState", "SocketStatistics", "Sockets", "Tls", "UnwrittenMessage"
        };
    }
}
