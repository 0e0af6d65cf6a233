#include "adapters/app/api/operation.h"

namespace dunghan::app::api {

Json text_schema(std::uint64_t octets_max) {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", octets_max}};
}

Json number_schema(std::uint64_t least, std::uint64_t most, std::uint64_t unsaid) {
    return {{"type", "integer"}, {"minimum", least}, {"maximum", most}, {"default", unsaid}};
}

Json words_schema(const std::vector<std::string>& words) {
    return {{"type", "string"}, {"enum", words}};
}

Parameter task_place() {
    return {"task", "The code of a task: 2.8", text_schema()};
}

std::vector<Parameter> with_times(std::vector<Parameter> more) {
    more.push_back(
        {"as_of",
         "What had happened by then: an instant, or a day, which means its beginning. Unsaid: now",
         text_schema(40)}
    );
    more.push_back(
        {"as_known", "What had been recorded by then. Unsaid: all that is", text_schema(40)}
    );
    return more;
}

}  // namespace dunghan::app::api
