// Do the published schemas say what the codec writes? Asked of an independent validator.
#include <cstdlib>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/codec/event.h"

#include "tests/golden/examples.h"
#include "tests/golden/kept.h"
#include "tests/support/generate.h"
#include "tests/support/temp_folder.h"

namespace dunghan::golden {
namespace {

// Debian's own python, which sees Debian's own modules.
const std::string python = "/usr/bin/python3";

bool has_validator() {
    return std::system((python + " -c 'import jsonschema' 2>/dev/null").c_str()) == 0;
}

// Control characters are escaped in JSON: a payload is one line.
void write_line(std::ostream& out, const Event& event) {
    const EventType type = type_of(event);
    out << name_of(type) << ".v" << schema_of(type) << ' ' << encode_payload(event) << '\n';
}

// Of schemas that nobody writes any more there are only the kept payloads.
void write_older(std::ostream& out) {
    for (const OlderEvent& older : older_events()) {
        const std::string name =
            std::string(name_of(type_of(older.event))) + ".v" + std::to_string(older.schema);
        out << name << ' ' << octets_of_file(path_of("events/" + name + ".json")) << '\n';
    }
}

testing::AssertionResult valid(const std::filesystem::path& payloads) {
    const std::string command = python + " " + path_of("check_schemas.py").string() + " " +
                                (path_of("../../schemas/events")).string() + " " +
                                payloads.string();
    return std::system(command.c_str()) == 0
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << "see the lines above, or run: " << command;
}

class Schemas : public testing::Test {
 protected:
    void SetUp() override {
        if (!has_validator()) {
            GTEST_SKIP() << "needs Debian's python3-jsonschema";
        }
    }

    tests::TempFolder folder_;
    std::filesystem::path payloads_ = folder_.path() / "payloads";
};

TEST_F(Schemas, AcceptEveryGoldenPayloadAndRefuseItWithAFieldMoreOrLess) {
    std::ofstream out(payloads_);
    for (const Event& event : events()) {
        write_line(out, event);
    }
    write_older(out);
    out.close();
    EXPECT_TRUE(valid(payloads_));
}

TEST_F(Schemas, AcceptWhateverTheCodecWrites) {
    std::ofstream out(payloads_);
    const bool made = rc::check([&] {
        for (const EventType type : generate::event_types()) {
            write_line(out, generate::any_event(type));
        }
    });
    ASSERT_TRUE(made);
    write_older(out);
    out.close();
    EXPECT_TRUE(valid(payloads_));
}

}  // namespace
}  // namespace dunghan::golden
