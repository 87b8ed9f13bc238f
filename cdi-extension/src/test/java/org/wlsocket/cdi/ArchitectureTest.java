// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows from this module, and what stays inside. */
@AnalyzeClasses(packages = "org.wlsocket.cdi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_extension_stands_on_api_and_cdi_alone = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "javax.naming..",
                    "jakarta.annotation..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "org.eclipse.microprofile..",
                    "org.jspecify.annotations..",
                    "org.wlsocket",
                    "org.wlsocket.spi..",
                    "org.wlsocket.cdi.."));

    @ArchTest
    static final ArchRule the_extension_never_touches_a_binding =
            noClasses().should().dependOnClassesThat(resideInAPackage("org.wlsocket.tyrus.."));

    @ArchTest
    static final ArchRule microprofile_config_is_touched_in_one_place = noClasses()
            .that()
            .doNotHaveSimpleName("MicroProfileConfiguration")
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.microprofile.config.."));

    @ArchTest
    static final ArchRule microprofile_health_is_touched_in_two_places = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(SocketsHealth|HealthBeans(\\$.*)?)")
            .should()
            .dependOnClassesThat(resideInAPackage("org.eclipse.microprofile.health.."));

    @ArchTest
    static final ArchRule implementations_are_not_public = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .haveNameNotMatching(
                    ".*\\.(SocketName|SocketDefinition|SocketsExtension|SocketsBuildExtension|package-info)")
            .should()
            .notBePublic();
}
